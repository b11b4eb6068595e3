using System.Globalization;

namespace Parley.Bench;

/// <summary>What the service has written so far, by its own metrics.</summary>
internal sealed record StateWritten(double Rows, double Bytes, double Commits)
{
    public static StateWritten operator -(StateWritten left, StateWritten right) =>
        new(left.Rows - right.Rows, left.Bytes - right.Bytes, left.Commits - right.Commits);

    public static async Task<StateWritten> ReadAsync(HttpClient client, Uri metrics)
    {
        var text = await client.GetStringAsync(metrics);
        return new StateWritten(Sum(text, "parley_state_rows_total"), Sum(text, "parley_state_bytes_total"), Sum(text, "parley_commits_total"));
    }

    private static double Sum(string text, string name) => text.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
