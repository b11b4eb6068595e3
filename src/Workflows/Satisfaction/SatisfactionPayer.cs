using Parley.Sessions.Debts;

namespace Parley.Workflows.Satisfaction;

public sealed class SatisfactionPayer(WorkflowStarter workflows) : IDebtPayer
{
    public DebtKind Kind => DebtKind.Satisfaction;

    public Task PayAsync(string sessionId, Debt debt, CancellationToken cancellation) => workflows.StartAsync(
        nameof(SatisfactionWorkflow), SatisfactionWorkflow.InstanceId(debt.Number), new SatisfactionRequest(sessionId, debt.Sequence), cancellation);
}
