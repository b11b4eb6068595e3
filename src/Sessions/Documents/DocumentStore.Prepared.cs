using Dapr;
using Dapr.Client;

namespace Parley.Sessions.Documents;

/// <content>
/// Turns of several documents on a store that keeps what it took of a transaction that it refused, as Redis does under daprd. An
/// owner that has lost its actor, and does not know, must not reach the documents of the one that has it now. So a turn is first
/// prepared: its documents go under names of their own, and the head says, under its ETag, that this turn comes next. From then
/// on it counts, and whoever takes up the head brings it to its end: each document goes into its place under the ETag that was
/// there before the head was seen to be still so, then the head.
/// </content>
public sealed partial class DocumentStore
{
    private const int Proofs = 5;

    private Task<bool>? keeping;

    /// <summary>The head and its ETag, after a turn that was to come next.</summary>
    public async Task<(ReadOnlyMemory<byte> Value, string ETag)> ReadHeadAsync(string key)
    {
        while (true)
        {
            var (value, etag) = await ReadAsync(key);
            if (PreparedTurn.Of(value) is not { } next)
            {
                return (value, etag);
            }

            await FinishAsync(next);
        }
    }

    private async Task PrepareAsync(Document head, string etag, IReadOnlyCollection<Document> others)
    {
        var (former, now) = await ReadAsync(head.Key);
        if (now != etag)
        {
            throw WrittenByAnother(head.Key);
        }

        // The last word on a document counts, as in one transaction.
        var latest = others.GroupBy(other => other.Key).Select(same => same.Last()).ToList();
        var turn = new PreparedTurn(Guid.NewGuid().ToString("N"), PreparedDocument.Of(head), latest.ConvertAll(PreparedDocument.Of));
        Document[] documents = [.. latest.Where(other => other.Value is not null), head];
        var waiting = Array.ConvertAll(documents, document => new Document(turn.NameOf(document.Key), document.Value));
        try
        {
            await WriteAsync(head with { Value = turn.After(former.Span) }, etag, waiting);
        }
        catch
        {
            await TidyAsync(turn, etag, waiting);
            throw;
        }

        await FinishAsync(turn, documents);
    }

    /// <summary>Brings a prepared turn to its end, unless somebody else has done so.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="documents">What it writes, the head last; null to read what waits.</param>
    private async Task FinishAsync(PreparedTurn turn, Document[]? documents = null)
    {
        var places = (await dapr.GetBulkStateAsync(component, [.. turn.Others.Select(other => other.Key)], null))
            .ToDictionary(place => place.Key, place => place.ETag);
        var (head, etag) = await ReadAsync(turn.Head.Key);
        if (PreparedTurn.Of(head)?.Id != turn.Id)
        {
            return;
        }

        documents ??= await Task.WhenAll(turn.Others.Where(other => !other.Deleted).Append(turn.Head).Select(place => ReadWaitingAsync(turn, place)));
        var kept = documents[..^1];
        var there = kept.Where(document => places[document.Key].Length > 0).ToList();
        if (there.Count > 0)
        {
            await dapr.ExecuteStateTransactionAsync(component, [.. there.Select(document => Request(document, places[document.Key]))]);
        }

        await Task.WhenAll(kept.Except(there).Select(InsertAsync));

        // Who reads beside the former head still wants what this turn deletes: that goes with it.
        var deleted = turn.Others.Where(other => other.Deleted && places[other.Key].Length > 0);
        await dapr.ExecuteStateTransactionAsync(
            component, [.. deleted.Select(other => Request(new Document(other.Key, null), places[other.Key])), Request(documents[^1], etag)]);
        await ForgetAsync(documents.Select(document => turn.NameOf(document.Key)));
    }

    private async Task<Document> ReadWaitingAsync(PreparedTurn turn, PreparedDocument document)
    {
        var (value, _) = await ReadAsync(turn.NameOf(document.Key));
        return value.IsEmpty
            ? throw WrittenByAnother(turn.Head.Key)
            : new Document(document.Key, value.ToArray(), document.TimeToLive);
    }

    private static DaprException WrittenByAnother(string head) => new($"'{head}' was written by another owner.");

    /// <summary>Deletes what waited for a refused turn. One of which nothing is known may count later, and keeps it.</summary>
    private async Task TidyAsync(PreparedTurn turn, string etag, IEnumerable<Document> waiting)
    {
        try
        {
            var (head, now) = await ReadAsync(turn.Head.Key);
            if (now != etag && PreparedTurn.Of(head)?.Id != turn.Id)
            {
                await ForgetAsync(waiting.Select(document => document.Key));
            }
        }
        catch (DaprException)
        {
            // The store is away.
        }
    }

    /// <summary>Deletes documents that nobody needs, if the store will.</summary>
    private async Task ForgetAsync(IEnumerable<string> keys)
    {
        try
        {
            await WriteAsync([.. keys.Select(key => new Document(key, null))]);
        }
        catch (DaprException)
        {
            // What is left harms nobody.
        }
    }

    /// <summary>Whether the store keeps what it took of a transaction that it refused.</summary>
    private Task<bool> KeepsRefusedAsync()
    {
        var known = keeping;
        return known is null or { IsCompleted: true, IsCompletedSuccessfully: false } ? keeping = FindOutAsync() : known;
    }

    private async Task<bool> FindOutAsync()
    {
        // A transaction may have failed for another reason, and left nothing for that one.
        for (var proof = 0; proof < Proofs; proof++)
        {
            if (await FindOutOnceAsync())
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> FindOutOnceAsync()
    {
        var head = new Document($"proof.{Guid.NewGuid():N}", "{}"u8.ToArray());
        var other = head with { Key = $"{head.Key}.other" };
        await WriteAsync([head]);
        var (_, stale) = await ReadAsync(head.Key);
        await WriteAsync([head]);
        try
        {
            await WriteAsync(head, stale, [other]);
        }
        catch (DaprException)
        {
            var (_, kept) = await ReadAsync(other.Key);
            await ForgetAsync([head.Key, other.Key]);
            return kept.Length > 0;
        }

        throw new DaprException($"State component '{component}' does not heed ETags.");
    }
}
