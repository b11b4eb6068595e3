using Dapr.Workflow;
using Parley.Sessions;

namespace Parley.Workflows.Replies;

public sealed class RecordFailure(SessionWriter sessions) : WorkflowActivity<FailedReply, bool>
{
    public override Task<bool> RunAsync(WorkflowActivityContext context, FailedReply input) =>
        sessions.Session(input.Request.SessionId).CloseReplyAsync(new CloseReplyCommand(input.Request.Sequence, input.Status));
}
