using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;

namespace Parley.Sessions.Tests;

/// <summary>
/// Writes a session of many messages straight into its documents, as the real path would have left them, but for the catalog,
/// which knows nothing of them. Nobody may use the session, or ask for numbers, meanwhile.
/// </summary>
public static class SessionSeeder
{
    public const string Channel = "seed";

    private const int DocumentsPerCommit = 256;

    private static readonly Sender User = new("seed-user", SenderRole.User);
    private static readonly Sender Assistant = new("ai_bot", SenderRole.Assistant);

    /// <summary>The message that the seeder has at a sequence.</summary>
    public static NewMessage MessageAt(long sequence) => sequence % 2 == 1
        ? new NewMessage(User, $"第 {sequence} 个问题：我的订单什么时候发货？")
        : new NewMessage(Assistant, $"Answer {sequence}: orders leave within 48 hours.");

    public static string CommandAt(long sequence) => $"seed-{sequence}";

    public static async Task SeedAsync(DocumentStore documents, string sessionId, long messages, string channel = Channel)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var (stored, etag) = await documents.ReadAsync(SequenceHead.Key);
        var sequence = stored.IsEmpty ? new SequenceHead() : DocumentStore.Parse<SequenceHead>(SequenceHead.Key, stored.Span);
        var firstBlock = sequence.NextBlock;
        var head = new SessionHead { Id = sessionId, Channel = channel, CreatedAt = now, LastActivityAt = now, UpdatedAt = now };
        (head.User, head.Shown, head.LastShown, head.Unanswered) = (User, messages, messages, (int)(messages % 2));
        var pages = documents.Messages(head);
        var pending = new List<Document>();

        for (var position = 1L; position <= messages; position++)
        {
            if (head.Numbers?.Covers(position) != true)
            {
                pending.Add(Owner(sequence.NextBlock, sessionId, position));
                head.Numbers = new NumberBlock(sequence.NextBlock++ * NumberBlock.Size + 1, position);
            }

            head.Messages.Append(Stored(position, head.Numbers.NumberOf(position), now));

            // Whole pages need no reading; only the last one may be cut where the real path leaves its tail.
            if (position % LogLimits.PageSize == 0 || position == messages - messages % LogLimits.MaxTail)
            {
                pending.AddRange(await pages.FoldAsync(head.Messages));
                await CommitAsync(documents, pending, DocumentsPerCommit);
            }
        }

        for (var position = Math.Max(1, messages - 31); position <= messages; position++)
        {
            head.Commands.Add(CommandAt(position), position);
        }

        var key = SessionKeys.Head(sessionId);
        pending.Add(new Document(key, DocumentStore.Write(key, head)));
        await CommitAsync(documents, pending, 1);
        if (sequence.NextBlock > firstBlock)
        {
            var numbers = new Document(SequenceHead.Key, DocumentStore.Write(SequenceHead.Key, sequence));
            await (stored.IsEmpty ? documents.CreateAsync(numbers, () => [], []) : documents.ReplaceAsync(numbers, etag, []));
        }
    }

    private static Message Stored(long position, long number, DateTimeOffset now)
    {
        var message = MessageAt(position);
        return new Message { Number = number, Sequence = position, Sender = message.Sender, Content = message.Content, CreatedAt = now };
    }

    private static Document Owner(long block, string sessionId, long firstSequence)
    {
        var key = NumberOwner.Key(block);
        return new Document(key, DocumentStore.Write(key, new NumberOwner { SessionId = sessionId, FirstSequence = firstSequence }));
    }

    private static async Task CommitAsync(DocumentStore documents, List<Document> pending, int atLeast)
    {
        if (pending.Count >= atLeast)
        {
            await documents.ReplaceAsync(pending[^1], "", pending[..^1]);
            pending.Clear();
        }
    }
}
