using Parley.Sessions.Documents;

namespace Parley.Sessions.Pairs;

/// <summary>What a turn of a pair gathers beside the changes of its head.</summary>
internal sealed class PairTurn(DateTimeOffset now)
{
    public DateTimeOffset Now => now;

    public List<Document> Writes { get; } = [];

    public void Write(PairSession session)
    {
        var key = PairKeys.Session(session.Id);
        Writes.RemoveAll(write => write.Key == key);
        Writes.Add(new Document(key, DocumentStore.Write(key, session)));
    }
}
