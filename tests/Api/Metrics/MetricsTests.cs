using System.Diagnostics.Metrics;
using Parley.Api.Metrics;
using Xunit;

namespace Parley.Api.Tests.Metrics;

public sealed class MetricsTests : IDisposable
{
    // A listener hears every meter of the process, so each test speaks under a name of its own.
    private readonly string prefix = $"t{Guid.NewGuid():N}";
    private readonly Meter meter = new("Parley.Tests");
    private readonly MetricRegistry registry = new();

    [Fact]
    public void A_counter_adds_up_under_its_labels()
    {
        var counter = meter.CreateCounter<long>($"{prefix}.turns", "{turn}", "Turns taken.");
        counter.Add(2, KeyValuePair.Create<string, object?>("actor.type", "Session"));
        counter.Add(3, KeyValuePair.Create<string, object?>("actor.type", "Session"));
        counter.Add(1);

        var scrape = Collect();

        Assert.Equal(5, scrape.Value($"{prefix}_turns_total", ("actor_type", "Session")));
        Assert.Equal(1, scrape.Value($"{prefix}_turns_total"));
        Assert.Equal("counter", scrape.Types[$"{prefix}_turns_total"]);
        Assert.Equal("Turns taken.", scrape.Helps[$"{prefix}_turns_total"]);
    }

    [Fact]
    public void An_up_down_counter_is_a_gauge_that_follows_its_changes()
    {
        var streams = meter.CreateUpDownCounter<int>($"{prefix}.streams");
        streams.Add(3);
        streams.Add(-1);

        Assert.Equal(2, Collect().Value($"{prefix}_streams"));
        Assert.Equal("gauge", Collect().Types[$"{prefix}_streams"]);
    }

    [Fact]
    public void A_gauge_shows_its_latest_value()
    {
        var depth = meter.CreateGauge<double>($"{prefix}.depth");
        depth.Record(7);
        depth.Record(4.5);

        Assert.Equal(4.5, Collect().Value($"{prefix}_depth"));
    }

    [Fact]
    public void Observed_values_are_those_of_the_scrape_and_vanish_with_their_cause()
    {
        List<Measurement<long>> measured = [new(4, KeyValuePair.Create<string, object?>("lane", "level5"))];
        meter.CreateObservableGauge($"{prefix}.queue", () => measured);
        meter.CreateObservableCounter($"{prefix}.ticks", () => 10L);

        Assert.Equal(4, Collect().Value($"{prefix}_queue", ("lane", "level5")));
        Assert.Equal(10, Collect().Value($"{prefix}_ticks_total"));

        measured = [];
        Assert.DoesNotContain(Collect().Samples, sample => sample.Name == $"{prefix}_queue");
    }

    [Fact]
    public void A_histogram_counts_into_buckets_that_include_their_bound()
    {
        var latency = meter.CreateHistogram<double>($"{prefix}.latency", "s", "How long.");
        latency.Record(0.001);
        latency.Record(0.3);
        latency.Record(1000);

        var scrape = Collect();

        var name = $"{prefix}_latency_seconds";
        Assert.Equal(1, scrape.Value(name + "_bucket", ("le", "0.001")));
        Assert.Equal(1, scrape.Value(name + "_bucket", ("le", "0.25")));
        Assert.Equal(2, scrape.Value(name + "_bucket", ("le", "0.5")));
        Assert.Equal(2, scrape.Value(name + "_bucket", ("le", "60")));
        Assert.Equal(3, scrape.Value(name + "_bucket", ("le", "+Inf")));
        Assert.Equal(3, scrape.Value(name + "_count"));
        Assert.Equal(1000.301, scrape.Value(name + "_sum"), precision: 9);
        Assert.Equal("histogram", scrape.Types[name]);
    }

    [Theory]
    [InlineData("store.commits", null, true, "store_commits_total")]
    [InlineData("store.commits_total", null, true, "store_commits_total")]
    [InlineData("store.written", "By", true, "store_written_bytes_total")]
    [InlineData("reply.time", "s", false, "reply_time_seconds")]
    [InlineData("reply.seconds", "s", false, "reply_seconds")]
    [InlineData("http.active_requests", "{request}", false, "http_active_requests")]
    [InlineData("cache-hits/1", "1", false, "cache_hits_1")]
    [InlineData("9lives", "", false, "_9lives")]
    public void Names_follow_the_conventions(string name, string? unit, bool counter, string expected) =>
        Assert.Equal(expected, MetricName.Of(name, unit, counter));

    [Fact]
    public void Labels_and_help_survive_any_text()
    {
        const string Nasty = "a \"quoted\" back\\slash\nand a line, 中文 {x=\"1\"}";
        meter.CreateCounter<int>($"{prefix}.nasty", description: "back\\slash\nand a line")
            .Add(1, KeyValuePair.Create<string, object?>("text", Nasty), KeyValuePair.Create<string, object?>("nothing", null), KeyValuePair.Create<string, object?>("flag", true));

        var scrape = Collect();

        Assert.Equal(1, scrape.Value($"{prefix}_nasty_total", ("text", Nasty), ("nothing", ""), ("flag", "true")));
        Assert.Equal("back\\slash\nand a line", scrape.Helps[$"{prefix}_nasty_total"]);
    }

    [Fact]
    public void The_order_of_labels_makes_no_difference()
    {
        var counter = meter.CreateCounter<int>($"{prefix}.order");
        counter.Add(1, KeyValuePair.Create<string, object?>("a", 1), KeyValuePair.Create<string, object?>("b", 2));
        counter.Add(1, KeyValuePair.Create<string, object?>("b", 2), KeyValuePair.Create<string, object?>("a", 1));

        Assert.Equal(2, Collect().Value($"{prefix}_order_total", ("a", "1"), ("b", "2")));
    }

    [Fact]
    public void Series_are_bounded_and_nothing_is_lost_beyond_the_bound()
    {
        var counter = meter.CreateCounter<int>($"{prefix}.wild");
        for (var i = 0; i < Metric.MaxSeries + 100; i++)
        {
            counter.Add(1, KeyValuePair.Create<string, object?>("user", i));
        }

        var samples = Collect().Samples.Where(sample => sample.Name == $"{prefix}_wild_total").ToList();

        Assert.Equal(Metric.MaxSeries + 1, samples.Count);
        Assert.Equal(100, samples.Single(sample => sample.Labels.ContainsKey("overflow")).Value);
        Assert.Equal(Metric.MaxSeries + 100, samples.Sum(sample => sample.Value));
    }

    [Fact]
    public async Task Concurrent_measurements_all_count()
    {
        var histogram = meter.CreateHistogram<double>($"{prefix}.busy", "s");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                histogram.Record(0.5, KeyValuePair.Create<string, object?>("kind", "x"));
            }
        })));

        Assert.Equal(40_000, Collect().Value($"{prefix}_busy_seconds_count", ("kind", "x")));
        Assert.Equal(20_000, Collect().Value($"{prefix}_busy_seconds_sum", ("kind", "x")));
    }

    [Fact]
    public void A_measurement_under_known_labels_allocates_nothing()
    {
        var histogram = meter.CreateHistogram<double>($"{prefix}.hot", "s");
        var tag = KeyValuePair.Create<string, object?>("kind", "x");
        histogram.Record(0.1, tag);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            histogram.Record(0.1, tag);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_is_no_number_and_what_is_not_ours_stays_out()
    {
        using var foreign = new Meter("Somebody.Else");
        foreign.CreateCounter<int>($"{prefix}.foreign").Add(1);
        meter.CreateHistogram<double>($"{prefix}.odd").Record(double.NaN);

        Assert.DoesNotContain(Collect().Samples, sample => sample.Name.StartsWith(prefix, StringComparison.Ordinal));
    }

    public void Dispose()
    {
        meter.Dispose();
        registry.Dispose();
    }

    private Scrape Collect() => Scrape.Parse(registry.Collect());
}
