using Dapr.Workflow;
using Parley.Sessions;

namespace Parley.Workflows.Satisfaction;

public sealed class GiveUpSatisfaction(SessionWriter sessions) : WorkflowActivity<SatisfactionRequest, bool>
{
    public override Task<bool> RunAsync(WorkflowActivityContext context, SatisfactionRequest input) =>
        sessions.Session(input.SessionId).JudgeAsync(new JudgeCommand(input.Sequence, null));
}
