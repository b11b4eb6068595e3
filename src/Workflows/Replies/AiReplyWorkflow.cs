using Dapr.Workflow;
using Parley.Sessions.Replies;

namespace Parley.Workflows.Replies;

/// <summary>Makes the reply that a message is owed, or records that there is none.</summary>
public sealed class AiReplyWorkflow : Workflow<ReplyRequest, ReplyStatus>
{
    public static string InstanceId(long messageNumber) => $"reply-{messageNumber}";

    public override async Task<ReplyStatus> RunAsync(WorkflowContext context, ReplyRequest input)
    {
        ReplyStatus status;
        try
        {
            status = await context.CallActivityAsync<ReplyStatus>(nameof(GenerateReply), input, Retries.Few);
        }
        catch (WorkflowTaskFailedException)
        {
            status = ReplyStatus.Failed;
        }

        if (status != ReplyStatus.Replied)
        {
            await context.CallActivityAsync<bool>(nameof(RecordFailure), new FailedReply(input, status), Retries.Many);
        }

        return status;
    }
}
