using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Debts;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Replies;

namespace Parley.Sessions;

/// <summary>What a turn of a session gathers beside the changes of its head; it is told to others after the commit.</summary>
internal sealed class SessionTurn(DateTimeOffset now)
{
    public DateTimeOffset Now => now;

    public List<Document> Writes { get; } = [];

    public Message? Appended { get; set; }

    public List<ReplyRecord> Closed { get; } = [];

    public TurnOutcome? Ended { get; set; }

    public List<CatalogEntry> Entries { get; } = [];

    public List<Debt> Owed { get; } = [];

    /// <summary>Debts that this turn settled, whatever their outcome.</summary>
    public List<Debt>? Settled { get; set; }
}
