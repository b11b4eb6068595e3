using Parley.Api.Contracts;
using Parley.Sessions;

namespace Parley.Api.AgentSessions;

/// <summary>Finds the session that a path names.</summary>
public sealed class SessionPath(SessionReader reader)
{
    private static readonly FieldError NoUuid = new("value_error", ["path", "session_id"], "Value error, must be a UUID");

    /// <param name="text">A UUID, hyphenated or 32 hex digits, in any case.</param>
    public async Task<(SessionHead? Head, IResult? Refusal)> FindAsync(string text, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(text, "D", out var id) && !Guid.TryParseExact(text, "N", out id))
        {
            return (null, AgentAnswers.Invalid(NoUuid));
        }

        // Other contracts may have given a session the very text.
        var head = await reader.FindAsync(id.ToString(), cancellation) ?? await reader.FindAsync(text, cancellation);
        return (head, head is null ? AgentAnswers.Missing : null);
    }
}
