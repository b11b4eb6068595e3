using Dapr.Workflow;
using Parley.Sessions.Replies;

namespace Parley.Workflows.Replies;

/// <summary>Makes the reply that a message is owed, or records that there is none.</summary>
public sealed class AiReplyWorkflow : Workflow<ReplyRequest, ReplyStatus>
{
    private static readonly WorkflowTaskOptions ThreeTries = new(new WorkflowRetryPolicy(3, TimeSpan.FromSeconds(1), 2));
    private static readonly WorkflowTaskOptions ManyTries = new(
        new WorkflowRetryPolicy(10, TimeSpan.FromSeconds(1), 2, TimeSpan.FromSeconds(30)));

    public static string InstanceId(long messageNumber) => $"reply-{messageNumber}";

    public override async Task<ReplyStatus> RunAsync(WorkflowContext context, ReplyRequest input)
    {
        ReplyStatus status;
        try
        {
            status = await context.CallActivityAsync<ReplyStatus>(nameof(GenerateReply), input, ThreeTries);
        }
        catch (WorkflowTaskFailedException)
        {
            status = ReplyStatus.Failed;
        }

        if (status != ReplyStatus.Replied)
        {
            await context.CallActivityAsync<bool>(nameof(RecordFailure), new FailedReply(input, status), ManyTries);
        }

        return status;
    }
}
