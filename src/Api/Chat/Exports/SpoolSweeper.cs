using Microsoft.Extensions.Options;

namespace Parley.Api.Chat.Exports;

/// <summary>Sweeps the spool at the start and in time.</summary>
internal sealed partial class SpoolSweeper(Spool spool, IOptions<ExportOptions> options, TimeProvider time, ILogger<SpoolSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan MaxPeriod = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var period = options.Value.Retention / 4;
        using var timer = new PeriodicTimer(period < MaxPeriod ? period : MaxPeriod, time);
        do
        {
            try
            {
                await spool.SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                SweepFailed(logger, exception.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "The spool of exports could not be swept: {Reason}")]
    private static partial void SweepFailed(ILogger logger, string reason);
}
