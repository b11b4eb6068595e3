using System.Globalization;
using System.Text;

namespace Parley.Api.Metrics;

/// <summary>Writes metrics in the text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<Metric> metrics)
    {
        var text = new StringBuilder();
        foreach (var metric in metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal))
        {
            var series = metric.Series.ToList();
            if (series.Count > 0)
            {
                WriteHead(text, metric);
                series.ForEach(one => WriteSeries(text, metric, one));
            }
        }

        return text.ToString();
    }

    private static void WriteHead(StringBuilder text, Metric metric)
    {
        if (metric.Help.Length > 0)
        {
            var help = metric.Help.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);
            text.Append("# HELP ").Append(metric.Name).Append(' ').Append(help).Append('\n');
        }

        text.Append("# TYPE ").Append(metric.Name).Append(' ').Append(metric.Kind.ToString().ToLowerInvariant()).Append('\n');
    }

    private static void WriteSeries(StringBuilder text, Metric metric, Series series)
    {
        if (metric.Kind != MetricKind.Histogram)
        {
            WriteSample(text, metric.Name, series.Labels, series.Value);
            return;
        }

        // The count is taken from the buckets that were just read, so that both agree whatever is recorded meanwhile.
        long count = 0;
        for (var i = 0; i <= metric.Bounds.Length; i++)
        {
            count += series.Bucket(i);
            var bound = i < metric.Bounds.Length ? Number(metric.Bounds[i]) : "+Inf";
            WriteSample(text, metric.Name + "_bucket", Join(series.Labels, $"le=\"{bound}\""), count);
        }

        WriteSample(text, metric.Name + "_sum", series.Labels, series.Value);
        WriteSample(text, metric.Name + "_count", series.Labels, count);
    }

    private static void WriteSample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Join(string labels, string label) => labels.Length == 0 ? label : $"{labels},{label}";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
