using System.Text.Json;
using Parley.Sessions.Catalog;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Xunit.Abstractions;

namespace Parley.Sessions.Tests;

/// <summary>No document outgrows its limit, whatever clients write.</summary>
public sealed class DocumentSizeTests(ITestOutputHelper output)
{
    private static readonly Sender Loquacious = new(new string('i', 128), SenderRole.User, new string('名', 128), new string('a', 2048));

    public static TheoryData<string, string, int> Heaviest => new()
    {
        { "emoji", string.Concat(Enumerable.Repeat("😀", 1024)), 16 * 1024 },
        { "control characters", new string('\u0001', 4096), 16 * 1024 },
        { "quotes", new string('"', 4096), 16 * 1024 },
        { "private use", new string('\ue000', 1300), 16 * 1024 },
        { "as much as stays in the page", new string('x', 3900), 100 },
        { "long Chinese", new string('长', 7000), 16 * 1024 },
    };

    [Theory]
    [MemberData(nameof(Heaviest))]
    public async Task The_heaviest_messages_metadata_edits_and_debts_fit_their_documents(string what, string content, int metadataLength)
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var metadata = JsonSerializer.SerializeToElement(new { note = new string('m', metadataLength) });
        const int Messages = 70;
        for (var i = 0; i < Messages; i++)
        {
            var message = new NewMessage(Loquacious, content) { OwedReply = true, Metadata = i % 2 == 0 ? metadata : null };
            var result = await host.Writer.AppendAsync(new AppendCommand($"c{i}", "heavy", "test", message));
            Assert.Equal(i < 64 ? AppendStatus.Appended : AppendStatus.Overloaded, result.Status);
        }

        var largest = 0;
        for (var i = 1; i <= 64; i++)
        {
            var edited = await host.Writer.Session("heavy").EditAsync(new EditCommand(i, EditedFields.Metadata) { Metadata = metadata });
            Assert.Equal(content, edited.Message!.Content);
            largest = Math.Max(largest, await SizeAsync(host, SessionKeys.Head("heavy")));
        }

        var head = (await host.Reader.FindAsync("heavy"))!;
        var page = await SizeAsync(host, "session.heavy.0.page.0");
        output.WriteLine($"{what}: head at most {largest} bytes, page {page} bytes");
        Assert.True(largest < DocumentStore.MaxBytes / 2, $"The head has {largest} bytes.");
        Assert.All(await host.Reader.ReadMessagesAsync(head, 1, 64), message =>
        {
            Assert.Equal(content, message.Content);
            Assert.Equal(metadata.GetRawText(), message.Metadata?.GetRawText());
        });
    }

    [Fact]
    public async Task A_head_of_typical_messages_is_small_and_does_not_grow()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var sizes = new List<int>();
        for (var i = 1; i <= 300; i++)
        {
            var message = new NewMessage(new Sender("user-17", SenderRole.User), "请问这件衣服什么时候能发货？ Order 20260101-17");
            await host.Writer.AppendAsync(new AppendCommand($"c{i}", "typical", "im", message));
            await host.Get<CatalogPayer>().FlushAsync();
            sizes.Add(await SizeAsync(host, SessionKeys.Head("typical")));
        }

        output.WriteLine($"head after 1: {sizes[0]}, 10: {sizes[9]}, 300: {sizes[299]}, at most {sizes.Max()}, mean {sizes.Average():0} bytes");
        Assert.True(sizes.Max() < 3000, $"The head has {sizes.Max()} bytes.");
        Assert.True(sizes.Skip(200).Max() <= sizes.Skip(100).Take(100).Max() + 200, "The head grows with its session.");
    }

    private static async Task<int> SizeAsync(SessionsHost host, string key) => (await host.Documents.ReadAsync(key)).Value.Length;
}
