using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Sessions.Debts;

/// <summary>
/// Hands the debts of this replica's sessions to their payers. It may drop what it cannot take: a debt stays in its head, and
/// the session's reminder offers it again.
/// </summary>
public sealed partial class DebtPayers(IEnumerable<IDebtPayer> payers, ILogger<DebtPayers> logger) : BackgroundService
{
    private const int QueueLength = 10_000;
    private const int Workers = 32;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Dictionary<DebtKind, IDebtPayer> payers = payers.ToDictionary(payer => payer.Kind);
    private readonly Channel<(string SessionId, Debt Debt)> offers = Channel.CreateBounded<(string, Debt)>(
        new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Offer(string sessionId, Debt debt)
    {
        if (payers.ContainsKey(debt.Kind))
        {
            offers.Writer.TryWrite((sessionId, debt));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var (sessionId, debt) in offers.Reader.ReadAllAsync(stopping))
            {
                await PayAsync(sessionId, debt, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops; what is unpaid stands in the heads.
        }
    }

    private async Task PayAsync(string sessionId, Debt debt, CancellationToken stopping)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        deadline.CancelAfter(Deadline);
        try
        {
            await payers[debt.Kind].PayAsync(sessionId, debt, deadline.Token).WaitAsync(deadline.Token);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Unpaid(logger, debt.Kind, sessionId, debt.Number, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The {Kind} debt of session {SessionId}, message {Number}, was not paid; the session's reminder offers it again. {Reason}")]
    private static partial void Unpaid(ILogger logger, DebtKind kind, string sessionId, long number, string reason);
}
