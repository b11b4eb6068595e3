using Parley.Sessions.Messages;

namespace Parley.Sessions;

/// <summary>Whether a user's message wants a human to look.</summary>
internal static class Attention
{
    public const string Tag = "needs-human";
    public const string LowSatisfaction = "low-satisfaction";

    private const int MaxUnanswered = 3;
    private const int LowScore = 2;

    private static readonly string[] UrgentWords =
        ["紧急", "马上", "投诉", "人工", "举报", "差评", "urgent", "complaint", "complain", "human agent", "real person"];

    public static bool IsLow(int? score) => score <= LowScore;

    public static string? ReasonFor(SessionHead head, Message message, SessionOptions options) =>
        message.Sender.Role != SenderRole.User ? null
        : message.Type == MessageType.Text && (options.UrgentWords ?? UrgentWords).Any(word => message.Content.Contains(word, StringComparison.OrdinalIgnoreCase)) ? "urgent"
        : head.Unanswered >= MaxUnanswered ? "unanswered"
        : null;
}
