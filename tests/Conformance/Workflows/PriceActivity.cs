using Dapr.Workflow;

namespace Parley.Conformance.Workflows;

public sealed class PriceActivity : WorkflowActivity<Order, Receipt>
{
    public override Task<Receipt> RunAsync(WorkflowActivityContext context, Order input) =>
        Task.FromResult(new Receipt($"{input.Quantity} × {input.Item}", input.Quantity * 2.5m));
}
