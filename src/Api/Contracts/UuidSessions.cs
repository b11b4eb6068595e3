using Parley.Sessions;

namespace Parley.Api.Contracts;

/// <summary>Finds sessions for the contracts whose ids are UUIDs: hyphenated or 32 hex digits, in any case.</summary>
public sealed class UuidSessions(SessionReader reader)
{
    public static bool IsUuid(string text) => Guid.TryParseExact(text, "D", out _) || Guid.TryParseExact(text, "N", out _);

    /// <summary>The session; null when there is none, or the text is no UUID.</summary>
    public async Task<SessionHead?> FindAsync(string text, CancellationToken cancellation = default)
    {
        if (!IsUuid(text))
        {
            return null;
        }

        // Other contracts may have given a session the very text.
        return await reader.FindAsync(Guid.Parse(text).ToString(), cancellation) ?? await reader.FindAsync(text, cancellation);
    }
}
