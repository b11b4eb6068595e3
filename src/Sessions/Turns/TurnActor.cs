using Dapr;
using Dapr.Actors.Runtime;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Turns;

/// <summary>
/// An actor with one head document. It holds the head in memory, writes it under its ETag, and trusts
/// its memory only as long as every write was answered.
/// </summary>
public abstract class TurnActor<THead>(ActorHost host, DocumentStore documents) : Actor(host)
    where THead : class, IDocument
{
    // Dapr frees an actor's turn when the caller goes away while the method still runs.
    private readonly SemaphoreSlim gate = new(1, 1);
    private THead? head;
    private string etag = "";
    private byte[]? written;

    protected DocumentStore Documents { get; } = documents;

    protected THead Head => head ?? throw new InvalidOperationException("The head is there during turns only.");

    protected bool HeadExists => etag.Length > 0;

    protected abstract string HeadKey { get; }

    private string WrittenByAnother => $"'{HeadKey}' was written by another owner.";

    protected abstract THead NewHead();

    /// <summary>Runs before the first turn after the head was read: what the actor remembers beside its head is made anew here.</summary>
    protected virtual Task LoadedAsync() => Task.CompletedTask;

    protected async Task<TResult> TurnAsync<TArgument, TResult>(TArgument argument, Func<TArgument, Task<TResult>> turn)
    {
        await gate.WaitAsync();
        try
        {
            if (head is null)
            {
                await LoadAsync();
            }

            return await turn(argument);
        }
        catch (DocumentFormatException exception) when (written is null)
        {
            var held = etag;
            Forget();

            // What is missing beside the head that we know may have been folded away by another owner.
            if ((await Documents.ReadAsync(HeadKey)).ETag != held)
            {
                throw new DaprException(WrittenByAnother, exception);
            }

            throw;
        }
        catch
        {
            Forget();
            throw;
        }
        finally
        {
            // The answer does not wait for the new ETag; the next turn does.
            _ = EndTurnAsync();
        }
    }

    /// <summary>Makes the head, as it is now, and the other documents durable. Throws when that did not happen, or may not have.</summary>
    protected async Task CommitAsync(IReadOnlyCollection<Document> others, TimeSpan? timeToLive = null)
    {
        var bytes = DocumentStore.Write(HeadKey, Head);
        var document = new Document(HeadKey, bytes, timeToLive);
        await (HeadExists
            ? Documents.ReplaceAsync(document, etag, others)
            : Documents.CreateAsync(document, () => DocumentStore.Write(HeadKey, NewHead()), others));
        written = bytes;
    }

    /// <summary>Lets another commit follow in this turn. Throws when somebody else wrote the head in between.</summary>
    protected async Task ConfirmAsync()
    {
        if (written is not null && !await LearnETagAsync())
        {
            throw new DaprException(WrittenByAnother);
        }
    }

    private async Task LoadAsync()
    {
        var (value, tag) = await Documents.ReadHeadAsync(HeadKey);
        etag = value.IsEmpty ? "" : tag;
        head = value.IsEmpty ? NewHead() : DocumentStore.Parse<THead>(HeadKey, value.Span);
        await LoadedAsync();
    }

    private async Task EndTurnAsync()
    {
        try
        {
            if (written is not null && !await LearnETagAsync())
            {
                // Another owner wrote in between: its head counts, not ours.
                Forget();
            }
        }
        catch (Exception)
        {
            Forget();
        }
        finally
        {
            written = null;
            gate.Release();
        }
    }

    private async Task<bool> LearnETagAsync()
    {
        var (value, tag) = await Documents.ReadAsync(HeadKey);
        var isOurs = value.Span.SequenceEqual(written);
        (etag, written) = (tag, null);
        return isOurs;
    }

    private void Forget()
    {
        head = null;
        etag = "";
        written = null;
    }
}
