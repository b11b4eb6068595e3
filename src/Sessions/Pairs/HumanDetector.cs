using Microsoft.Extensions.Options;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Pairs;

/// <summary>Tells what a human wrote for an account from what its robots did.</summary>
public sealed class HumanDetector(SessionReader sessions, IOptions<PairOptions> options)
{
    /// <summary>How far back an AI reply is recognised.</summary>
    private const int RecentMessages = 100;

    private readonly IReadOnlyList<string> prefixes = options.Value.RobotPrefixes ?? ["hi"];

    /// <summary>The messages, with the role of staff where a human speaks for the account.</summary>
    public async Task<IReadOnlyList<UploadedMessage>> FindHumansAsync(PairSession? session, SessionHead? head, IReadOnlyList<UploadedMessage> messages)
    {
        var known = head is null ? [] : (await sessions.ReadMessagesAsync(head, head.Messages.Count - RecentMessages + 1, head.Messages.Count))
            .Where(message => message.Sender.Role == SenderRole.Assistant)
            .Select(message => message.Content.Trim())
            .ToHashSet();
        known.Add(session?.SendContent.Trim() ?? "");
        return [.. messages.Select(message => message.Role == SenderRole.Account && IsHuman(message, known) ? message with { Role = SenderRole.Staff } : message)];
    }

    private bool IsHuman(UploadedMessage message, HashSet<string> known) =>
        options.Value.StaffNicks?.Contains(message.Nick) != false
        && !known.Contains(message.Content.Trim())
        && !prefixes.Any(prefix => message.Content.StartsWith(prefix, StringComparison.Ordinal));
}
