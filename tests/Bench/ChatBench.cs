using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Parley.Hosting;

namespace Parley.Bench;

/// <summary>Streamed chats with a model that takes no time: the first byte, the first piece of the reply and the end, against a bare endpoint that sends the same frames.</summary>
internal static class ChatBench
{
    private const int Warm = 300;
    private const int Chats = 1000;

    public static async Task RunAsync()
    {
        Console.WriteLine($"\n{Chats} streamed chats one after the other, each a conversation of its own, the model at 0 ms");
        double bare;
        await using (var host = await ParleyHost.StartAsync("Bench", "Parley.Bench.dll", ["bare"]))
        {
            bare = await MeasureAsync("bare", host, "/chat-stream");
        }

        await using var parley = await ParleyHost.StartAsync(("Ai__Satisfaction", "false"));
        var end = await MeasureAsync("parley", parley, "/api/chat-stream");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  overhead of a chat: {end - bare:0.0} ms, ratio {end / bare:0.0}"));
    }

    private static async Task<double> MeasureAsync(string name, ParleyHost host, string path)
    {
        using var client = new HttpClient();
        var (first, piece, end) = (new List<double>(), new List<double>(), new List<double>());
        for (var n = 0; n < Warm + Chats; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, host.At(path));
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"message":"多久发货？"}"""));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var start = Stopwatch.GetTimestamp();
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            using var reader = new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync());
            await reader.ReadLineAsync();
            var begun = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            while (await reader.ReadLineAsync() is { } line && !line.StartsWith("""data: {"content":""", StringComparison.Ordinal))
            {
            }

            var told = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            await reader.ReadToEndAsync();
            if (n >= Warm)
            {
                first.Add(begun);
                piece.Add(told);
                end.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-7} first byte {Shown(first)}, first piece {Shown(piece)}, end {Shown(end)}"));
        return Median(end);
    }

    private static string Shown(List<double> times) =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {Median(times):0.00} ms p99 {times.Order().ElementAt(times.Count * 99 / 100):0.00} ms");

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
