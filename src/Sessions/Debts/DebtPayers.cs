using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley.Sessions.Debts;

/// <summary>
/// Hands the debts of this replica's sessions to their payers. It may drop what it cannot take: a debt stays in its head, and
/// the session's reminder offers it again.
/// </summary>
public sealed partial class DebtPayers : BackgroundService
{
    private const int QueueLength = 10_000;
    private const int Workers = 32;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Dictionary<DebtKind, IDebtPayer> payers;
    private readonly ILogger<DebtPayers> logger;
    private readonly Channel<(string SessionId, Debt Debt, ActivityContext Cause)> offers = Channel.CreateBounded<(string, Debt, ActivityContext)>(
        new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropWrite });

    public DebtPayers(IEnumerable<IDebtPayer> payers, IMeterFactory meters, ILogger<DebtPayers> logger)
    {
        this.payers = payers.ToDictionary(payer => payer.Kind);
        this.logger = logger;
        meters.Create("Parley.Sessions").CreateObservableGauge("parley.debts.waiting", () => offers.Reader.Count, "{debt}", "Debts that wait for a payer in this process.");
    }

    public void Offer(string sessionId, Debt debt)
    {
        if (payers.ContainsKey(debt.Kind))
        {
            offers.Writer.TryWrite((sessionId, debt, Activity.Current?.Context ?? default));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken stopping)
    {
        try
        {
            await foreach (var (sessionId, debt, cause) in offers.Reader.ReadAllAsync(stopping))
            {
                await PayAsync(sessionId, debt, cause, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The process stops; what is unpaid stands in the heads.
        }
    }

    private async Task PayAsync(string sessionId, Debt debt, ActivityContext cause, CancellationToken stopping)
    {
        using var span = SessionTraces.Payment(sessionId, debt, cause);
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
