using Dapr.Workflow;

namespace Parley.Conformance.Workflows;

public sealed class OrderWorkflow : Workflow<Order, Receipt>
{
    public override Task<Receipt> RunAsync(WorkflowContext context, Order input) =>
        context.CallActivityAsync<Receipt>(nameof(PriceActivity), input);
}
