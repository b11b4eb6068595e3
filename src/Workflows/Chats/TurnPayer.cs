using Parley.Sessions.Debts;

namespace Parley.Workflows.Chats;

public sealed class TurnPayer(WorkflowStarter workflows) : IDebtPayer
{
    public DebtKind Kind => DebtKind.Turn;

    public Task PayAsync(string sessionId, Debt debt, CancellationToken cancellation) => workflows.StartAsync(
        nameof(ChatTurnWorkflow), ChatTurnWorkflow.InstanceId(debt.TurnId), new TurnRequest(sessionId, debt.TurnId), cancellation);
}
