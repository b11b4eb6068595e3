using Dapr.Workflow;
using Parley.Sessions.Chats;

namespace Parley.Workflows.Chats;

/// <summary>Answers the question that is first in line, or records that there is no answer.</summary>
public sealed class ChatTurnWorkflow : Workflow<TurnRequest, TurnStatus>
{
    public static string InstanceId(string turnId) => $"turn-{turnId}";

    public override async Task<TurnStatus> RunAsync(WorkflowContext context, TurnRequest input)
    {
        TurnStatus status;
        try
        {
            status = await context.CallActivityAsync<TurnStatus>(nameof(AnswerTurn), input, Retries.Few);
        }
        catch (WorkflowTaskFailedException)
        {
            status = TurnStatus.Failed;
        }

        if (status != TurnStatus.Answered)
        {
            await context.CallActivityAsync<bool>(nameof(GiveUpTurn), new FailedTurn(input, status), Retries.Many);
        }

        return status;
    }
}
