using System.Globalization;

namespace Parley.Bench;

/// <summary>What the service has written so far, by its own metrics.</summary>
internal sealed record StateWritten(double Rows, double Bytes, double Commits, double Batches, double Updates)
{
    public static StateWritten operator -(StateWritten left, StateWritten right) =>
        new(left.Rows - right.Rows, left.Bytes - right.Bytes, left.Commits - right.Commits, left.Batches - right.Batches, left.Updates - right.Updates);

    public static async Task<StateWritten> ReadAsync(HttpClient client, Uri metrics)
    {
        var text = await client.GetStringAsync(metrics);
        return new StateWritten(
            Sum(text, "parley_state_rows_total"), Sum(text, "parley_state_bytes_total"), Sum(text, "parley_commits_total"),
            Sum(text, "parley_catalog_batch_count"), Sum(text, "parley_catalog_batch_sum"));
    }

    private static double Sum(string text, string name) => text.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
