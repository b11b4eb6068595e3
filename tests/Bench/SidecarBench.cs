using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Parley.Hosting;
using Parley.Hosting.Sidecars;

namespace Parley.Bench;

/// <summary>The same work under the embedded runtime and beside real daprd, both on SQLite.</summary>
internal static class SidecarBench
{
    private const int Talkers = 8;

    public static async Task RunAsync()
    {
        Console.WriteLine("\nEmbedded against beside daprd, on SQLite");
        if (DaprBinaries.Find() is null)
        {
            Console.WriteLine($"  skipped: {DaprBinaries.Missing}");
            return;
        }

        foreach (var mode in new[] { DaprMode.Embedded, DaprMode.Daprd })
        {
            await using var silent = await ParleyHost.StartAsync(mode, ("Ai__Channels__im", "false"), ("Ai__Satisfaction", "false"));
            using var service = Process.GetProcessById(silent.ProcessId);
            Console.WriteLine($"  {mode,-8} append  {await LoadClient.PostAsync(silent.At("/api/message/send"), service)}");
            Console.WriteLine($"  {mode,-8} read    {await LoadClient.MeasureAsync(service, (client, session, _) => ReadAsync(client, silent, session))}");

            await using var answering = await ParleyHost.StartAsync(mode);
            using var answers = Process.GetProcessById(answering.ProcessId);
            Console.WriteLine($"  {mode,-8} reply   {await LoadClient.MeasureAsync(answers, (client, session, _) => TalkAsync(client, answering, session), Talkers)}");
        }
    }

    private static async Task ReadAsync(HttpClient client, ParleyHost host, int session)
    {
        using var response = await client.GetAsync(host.At($"/api/message/list?session_id=user_{session}"));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Sends, and waits until the reply is there.</summary>
    private static async Task TalkAsync(HttpClient client, ParleyHost host, int session)
    {
        using var response = await client.PostAsJsonAsync(host.At("/api/message/send"), new { session_id = $"user_{session}", content = "多久发货？" });
        response.EnsureSuccessStatusCode();
        var message = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message_id").GetString();
        while (true)
        {
            var records = await client.GetFromJsonAsync<JsonElement>(host.At($"/api/ai/records?session_id=user_{session}&page_size=100"));
            if (records.GetProperty("records").EnumerateArray().Any(record =>
                record.GetProperty("user_message_id").GetString() == message && record.GetProperty("status").GetInt32() != 0))
            {
                return;
            }

            await Task.Delay(5);
        }
    }
}
