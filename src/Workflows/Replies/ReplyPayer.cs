using Parley.Sessions.Debts;

namespace Parley.Workflows.Replies;

public sealed class ReplyPayer(WorkflowStarter workflows) : IDebtPayer
{
    public DebtKind Kind => DebtKind.Reply;

    public Task PayAsync(string sessionId, Debt debt, CancellationToken cancellation) => workflows.StartAsync(
        nameof(AiReplyWorkflow), AiReplyWorkflow.InstanceId(debt.Number), new ReplyRequest(sessionId, debt.Sequence), cancellation);
}
