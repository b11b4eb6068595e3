using Parley.Api.Contracts;
using Parley.Sessions;

namespace Parley.Api.AgentSessions;

/// <summary>Finds the session that a path names.</summary>
public sealed class SessionPath(UuidSessions sessions)
{
    private static readonly FieldError NoUuid = new("value_error", ["path", "session_id"], "Value error, must be a UUID");

    public async Task<(SessionHead? Head, IResult? Refusal)> FindAsync(string text, CancellationToken cancellation)
    {
        if (!UuidSessions.IsUuid(text))
        {
            return (null, AgentAnswers.Invalid(NoUuid));
        }

        var head = await sessions.FindAsync(text, cancellation);
        return (head, head is null ? AgentAnswers.Missing : null);
    }
}
