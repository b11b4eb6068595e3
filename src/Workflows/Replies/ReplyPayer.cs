using Dapr;
using Dapr.Workflow;
using Parley.Sessions.Debts;

namespace Parley.Workflows.Replies;

/// <summary>Pays a reply debt by starting its workflow, unless that runs already.</summary>
public sealed class ReplyPayer(DaprWorkflowClient workflows) : IDebtPayer
{
    public DebtKind Kind => DebtKind.Reply;

    public async Task PayAsync(string sessionId, Debt debt, CancellationToken cancellation)
    {
        var instance = AiReplyWorkflow.InstanceId(debt.Number);
        var request = new ReplyRequest(sessionId, debt.Sequence);
        try
        {
            await workflows.ScheduleNewWorkflowAsync(nameof(AiReplyWorkflow), instance, request);
        }
        catch (DaprException)
        {
            var state = await workflows.GetWorkflowStateAsync(instance, getInputsAndOutputs: false, cancellation);
            if (!state.Exists)
            {
                throw;
            }

            // It ended and the debt is still there: the workflow could not record its outcome.
            if (state.IsWorkflowCompleted && await workflows.PurgeInstanceAsync(instance, cancellation))
            {
                await workflows.ScheduleNewWorkflowAsync(nameof(AiReplyWorkflow), instance, request);
            }
        }
    }
}
