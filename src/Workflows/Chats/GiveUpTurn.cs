using Dapr.Workflow;
using Parley.Sessions;
using Parley.Sessions.Chats;

namespace Parley.Workflows.Chats;

public sealed class GiveUpTurn(SessionWriter sessions) : WorkflowActivity<FailedTurn, bool>
{
    public override async Task<bool> RunAsync(WorkflowActivityContext context, FailedTurn input) =>
        await sessions.EndTurnAsync(input.Request.SessionId, new EndTurnCommand(input.Request.TurnId, input.Status)) is not null;
}
