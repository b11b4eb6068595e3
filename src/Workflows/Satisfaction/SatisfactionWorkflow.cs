using Dapr.Workflow;

namespace Parley.Workflows.Satisfaction;

/// <summary>Infers how satisfied the writer of a message is, or gives that up. Answers whether there is a judgement.</summary>
public sealed class SatisfactionWorkflow : Workflow<SatisfactionRequest, bool>
{
    public static string InstanceId(long messageNumber) => $"satisfaction-{messageNumber}";

    public override async Task<bool> RunAsync(WorkflowContext context, SatisfactionRequest input)
    {
        try
        {
            return await context.CallActivityAsync<bool>(nameof(JudgeSatisfaction), input, Retries.Few);
        }
        catch (WorkflowTaskFailedException)
        {
            await context.CallActivityAsync<bool>(nameof(GiveUpSatisfaction), input, Retries.Many);
            return false;
        }
    }
}
