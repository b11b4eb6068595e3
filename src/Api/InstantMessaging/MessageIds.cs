using System.Globalization;
using Parley.Api.Contracts;
using Parley.Sessions;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;

namespace Parley.Api.InstantMessaging;

/// <summary>
/// <c>msg_&lt;time&gt;_&lt;8 hex&gt;</c>: the hex is a fixed bijection of the number's low 32 bits, so an id is unique by construction
/// and leads back to its message.
/// </summary>
public sealed class MessageIds(ContractTime times, SessionReader sessions, NumberDesk numbers)
{
    private const uint Factor = 0x9E3779B1;
    private const uint Inverse = 0x0E8B2F51;
    private const uint Mask = 0x5BD1E995;
    private const int Length = 4 + 14 + 1 + 8;

    public string Of(Message message) => "msg_" + Suffix(message.Number, message.CreatedAt);

    public string Of(MessageReference message) => "msg_" + Suffix(message.Number, message.CreatedAt);

    /// <summary>The part that a message's id shares with its record's id.</summary>
    public string Suffix(long number, DateTimeOffset createdAt) => $"{times.Compact(createdAt)}_{((uint)number * Factor) ^ Mask:x8}";

    public async Task<(SessionHead Head, Message Message)?> FindAsync(string messageId, CancellationToken cancellation)
    {
        if (messageId.Length != Length || !messageId.StartsWith("msg_", StringComparison.Ordinal)
            || !uint.TryParse(messageId.AsSpan(Length - 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
        {
            return null;
        }

        long? last = null;
        for (long number = (hex ^ Mask) * Inverse; ; number += 1L << 32)
        {
            if (await sessions.FindMessageAsync(number, cancellation) is { } found && Of(found.Message) == messageId)
            {
                return found;
            }

            // Beyond four billion messages, several numbers share a hex; the time tells them apart.
            last ??= await numbers.LastAsync();
            if (number + (1L << 32) > last)
            {
                return null;
            }
        }
    }
}
