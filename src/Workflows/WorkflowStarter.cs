using Dapr;
using Dapr.Workflow;

namespace Parley.Workflows;

/// <summary>Starts the workflow that pays a debt, unless it runs already.</summary>
public sealed class WorkflowStarter(DaprWorkflowClient workflows)
{
    public async Task StartAsync(string workflow, string instance, object input, CancellationToken cancellation)
    {
        try
        {
            await workflows.ScheduleNewWorkflowAsync(workflow, instance, input);
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
                await workflows.ScheduleNewWorkflowAsync(workflow, instance, input);
            }
        }
    }
}
