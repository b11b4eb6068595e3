using Dapr.Actors.Runtime;
using Microsoft.Extensions.Options;
using Parley.Sessions.Documents;
using Parley.Sessions.Turns;

namespace Parley.Sessions.Catalog;

/// <summary>The read model across sessions: journals under its head, everything else in memory and, later, in folded documents.</summary>
public sealed class CatalogActor(ActorHost host, DocumentStore documents, FeedSignal signal, IOptions<CatalogOptions> options, TimeProvider time)
    : TurnActor<CatalogHead>(host, documents), ICatalogActor
{
    public const string TheOne = "catalog";

    private const int MaxOwing = 1000;
    private const int MaxExpired = 256;

    private CatalogMemory memory = null!;

    protected override string HeadKey => CatalogHead.Key;

    public Task<long[]> TakeAsync(SessionUpdate[] updates) => TurnAsync(updates, async updates =>
    {
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        var accepted = updates.Select(update => Accept(update, versions)).OfType<SessionUpdate>().ToList();
        if (accepted.Count > 0)
        {
            await AppendAsync(accepted);
        }

        return Array.ConvertAll(updates, update => versions[update.Summary.Id] + 1);
    });

    public Task<MessagePage> ListMessagesAsync(MessageQuery query) => AskAsync(query, query => memory.Messages.ListAsync(query));

    public Task<SessionPage> ListSessionsAsync(SessionQuery query) => AskAsync(query, query => Task.FromResult(memory.Sessions.List(query)));

    public Task<SessionScanPage> ScanSessionsAsync(SessionScan scan) => TurnAsync(scan, scan => Task.FromResult(memory.Sessions.Scan(scan)));

    public Task<Statistics> CountAsync(StatisticsQuery query) => AskAsync(query, async query =>
    {
        var (sum, days) = await memory.Messages.CountAsync(query);
        return new Statistics(sum, memory.Sessions.CountCreated(query), days);
    });

    public Task<long?> FindAsync(FeedKey key) => TurnAsync(key, key => Task.FromResult(memory.Feed.Find(key)));

    public Task<string[]> ListOwingAsync(string afterId) => TurnAsync(afterId, afterId =>
        Task.FromResult(memory.Sessions.Owing(afterId).Take(MaxOwing).ToArray()));

    protected override CatalogHead NewHead() => new();

    protected override async Task LoadedAsync()
    {
        memory = new CatalogMemory(Documents, options.Value);
        await memory.LoadAsync(Head);
    }

    private Task<TAnswer> AskAsync<TQuery, TAnswer>(TQuery query, Func<TQuery, Task<TAnswer>> ask)
        where TAnswer : CatalogAnswer => TurnAsync(query, async query =>
    {
        var answer = await ask(query);
        answer.Expired = memory.Sessions.Expired(time.GetUtcNow()).Take(MaxExpired).ToArray() is { Length: > 0 } expired ? expired : null;
        return answer;
    });

    /// <summary>The part of an update that is new; null when there is none, or something before it is missing.</summary>
    private SessionUpdate? Accept(SessionUpdate update, Dictionary<string, long> versions)
    {
        var known = versions.TryGetValue(update.Summary.Id, out var taken) ? taken : memory.Sessions.Find(update.Summary.Id)?.Summary.Version ?? 0;
        versions[update.Summary.Id] = known;
        var entries = update.Entries.Where(entry => entry.Version > known).ToList();
        if (entries.Count == 0 || (entries[0].Version != known + 1 && !update.IsAllThereIs))
        {
            return null;
        }

        versions[update.Summary.Id] = entries[^1].Version;
        return new SessionUpdate(update.Summary with { Version = entries[^1].Version }, entries);
    }

    private async Task AppendAsync(List<SessionUpdate> accepted)
    {
        var writes = new List<Document>();
        foreach (var journal in Journals.Of(accepted, Head.NextPosition))
        {
            var key = Journal.Key(Head.NextJournal);
            writes.Add(new Document(key, DocumentStore.Write(key, journal)));
            await memory.ApplyAsync(journal, Head.NextJournal);
            Head.NextJournal++;
            Head.NextPosition += journal.Updates.Sum(update => (long)update.Entries.Count);
        }

        writes.AddRange(await memory.FoldAsync(Head));
        await CommitAsync(writes);
        signal.Pulse();
    }
}
