using Parley.Api.Contracts;
using Parley.Sessions.Messages;

namespace Parley.Api.Chat;

public sealed record HistoryItem(string Role, string Content, string Timestamp)
{
    public static HistoryItem Of(Message message) => new(
        message.Sender.Role is SenderRole.User or SenderRole.Customer ? "user" : "assistant",
        message.Content,
        ContractTime.NaiveUtc(message.CreatedAt));
}
