using System.Diagnostics;
using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Hosting;
using Parley.Sessions;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Tests;

namespace Parley.Bench;

/// <summary>What the four exports give a second, and how much memory each takes, against the CSV library writing the same rows from memory.</summary>
internal static class ExportBench
{
    public const int Many = 1_000_000;
    public const int Few = 100_000;

    private const int MessagesPerConversation = 100;

    private static readonly string One = IdOf(0);

    public static async Task RunAsync(int messages)
    {
        Console.WriteLine($"\nExports of {messages} messages: in one conversation, and in conversations of {MessagesPerConversation}");
        await using var host = ParleyHost.Prepare(("Ai__Satisfaction", "false"));
        await SeedAsync(host, messages);
        await host.StartAgainAsync();
        await MeasureAsync(host, $"/api/conversations/{IdOf(1)}/export", null);

        var conversations = messages / MessagesPerConversation;
        var (texts, counts) = (Texts(messages), Enumerable.Range(1, conversations).Select(n => new[] { IdOf(n), "2026-03-01T10:00:00.123456", "2026-03-01T10:00:00.123456", "100" }).ToList());
        var (ofMessages, ofConversations) = (Library(texts), Library(counts));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  library, messages       {ofMessages,10:0} rows/s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  library, conversations  {ofConversations,10:0} rows/s"));
        await ReportAsync("one, csv", host, $"/api/conversations/{One}/export?format=csv", messages, ofMessages);
        await ReportAsync("one, json", host, $"/api/conversations/{One}/export?format=json", messages, ofMessages);
        await ReportAsync("all, csv", host, "/api/conversations/export-all?format=csv", conversations, ofConversations);
        await ReportAsync("all, json (messages)", host, "/api/conversations/export-all?format=json", messages, ofMessages);
    }

    private static async Task ReportAsync(string name, ParleyHost host, string path, int rows, double library)
    {
        var memory = new MemoryGrowth(host.ProcessId);
        var (bytes, first, seconds) = await MeasureAsync(host, path, rows);
        var growth = await memory.EndAsync();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-22}  {rows / seconds,10:0} rows/s, {bytes / seconds / 1e6,6:0.0} MB/s, {rows / seconds / library,5:0.000} of the library, first byte after {first * 1000:0} ms, memory growth {growth} MB"));
    }

    private static async Task<(long Bytes, double First, double Seconds)> MeasureAsync(ParleyHost host, string path, int? rows)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await host.Client.GetAsync(host.At(path), HttpCompletionOption.ResponseHeadersRead);
        await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var (bytes, lines, first) = (0L, 0L, 0.0);
        for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read)
        {
            first = first > 0 ? first : Stopwatch.GetElapsedTime(start).TotalSeconds;
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return rows is null || lines == rows + 1 || lines == rows / MessagesPerConversation + 1
            ? (bytes, first, seconds)
            : throw new InvalidOperationException($"{path} gave {lines} lines.");
    }

    private static List<string[]> Texts(int messages) => [.. Enumerable.Range(1, messages).Select(n =>
        new[] { "2026-03-01T10:00:00.123456", n % 2 == 1 ? "user" : "assistant", SessionSeeder.MessageAt(n).Content })];

    /// <summary>Rows a second.</summary>
    private static double Library(List<string[]> rows)
    {
        var start = Stopwatch.GetTimestamp();
        using var csv = new CsvWriter(new StreamWriter(Stream.Null), CultureInfo.InvariantCulture);
        foreach (var row in rows)
        {
            foreach (var cell in row)
            {
                csv.WriteField(cell);
            }

            csv.NextRecord();
        }

        csv.Flush();
        return rows.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task SeedAsync(ParleyHost host, int messages)
    {
        var components = Directory.CreateDirectory(Path.Combine(host.Folder, "components")).FullName;
        await LongSessionBench.WriteComponentsAsync(components);
        File.Copy(Path.Combine(ParleyHost.RepositoryRoot(), "components", "taskqueue.yaml"), Path.Combine(components, "taskqueue.yaml"));
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Dapr:ResourcesPath"] = components;
        builder.Configuration["Ai:Satisfaction"] = "false";
        builder.Services.AddSessions(builder.Configuration);
        await using var app = builder.Build();
        Directory.SetCurrentDirectory(host.Folder);
        await app.StartAsync();
        var (documents, writer) = (app.Services.GetRequiredService<DocumentStore>(), app.Services.GetRequiredService<SessionWriter>());
        await SessionSeeder.SeedAsync(documents, One, messages);
        var conversations = messages / MessagesPerConversation;
        for (var n = 1; n <= conversations; n++)
        {
            await SessionSeeder.SeedAsync(documents, IdOf(n), MessagesPerConversation - 1, "chat");
        }

        // The catalog knows what was written by the real path only.
        foreach (var chunk in Enumerable.Range(1, conversations).Chunk(64))
        {
            await Task.WhenAll(chunk.Select(n => writer.AppendAsync(
                new AppendCommand($"last-{n}", IdOf(n), "chat", new NewMessage(new Sender("user", SenderRole.User), "谢谢")))));
        }

        await app.StopAsync();
    }

    private static string IdOf(int n) => $"00000000-0000-4000-8000-{n:d12}";
}
