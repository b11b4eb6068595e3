using Parley.Sessions.Documents;

namespace Parley.Sessions.Tasks;

/// <summary>Documents as one turn sees them: what it has written, else what is stored.</summary>
/// <param name="documents">The store.</param>
/// <param name="headExists">Before the first head what is stored is the rest of a first turn that failed, and does not count.</param>
internal sealed class TurnDocuments(DocumentStore documents, bool headExists)
{
    private readonly Dictionary<string, (IDocument? Document, Document Change)> changes = [];

    public IReadOnlyCollection<Document> Changes => [.. changes.Values.Select(change => change.Change)];

    public bool HasChanges => changes.Count > 0;

    public async Task<IReadOnlyDictionary<string, T>> FindManyAsync<T>(IEnumerable<string> keys)
        where T : class, IDocument
    {
        var wanted = keys.Distinct().ToList();
        var stored = headExists ? wanted.Where(key => !changes.ContainsKey(key)) : [];
        var found = new Dictionary<string, T>(await documents.FindManyAsync<T>([.. stored]));
        foreach (var key in wanted)
        {
            if (changes.TryGetValue(key, out var change) && change.Document is T document)
            {
                found[key] = document;
            }
        }

        return found;
    }

    public async Task<T?> FindAsync<T>(string key)
        where T : class, IDocument => (await FindManyAsync<T>([key])).GetValueOrDefault(key);

    public void Write<T>(string key, T document, TimeSpan? timeToLive = null)
        where T : class, IDocument =>
        changes[key] = (document, new Document(key, DocumentStore.Write(key, document), timeToLive));

    public void Delete(string key) => changes[key] = (null, new Document(key, null));
}
