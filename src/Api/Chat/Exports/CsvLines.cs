using System.Buffers;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Parley.Api.Chat.Exports;

/// <summary>Writes lines of cells.</summary>
internal sealed class CsvLines : IDisposable
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly SearchValues<char> Special = SearchValues.Create("\",\r\n");

    // The library would leave a lone line feed without quotes beside a line end of two characters.
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = cell => cell.Field.AsSpan().ContainsAny(Special) || cell.Field is [' ', ..] or [.., ' '],
    };

    private readonly CsvWriter csv;
    private readonly SpoolStream output;
    private readonly ExportForm form;

    public CsvLines(SpoolStream output, ExportForm form)
    {
        (this.output, this.form) = (output, form);
        csv = new CsvWriter(new StreamWriter(output, Encoding, leaveOpen: true), Configuration);
        if (form.Bom)
        {
            output.Write(System.Text.Encoding.UTF8.Preamble);
        }
    }

    public void Write(params ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(form.Safe && cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell);
        }

        csv.NextRecord();
    }

    /// <summary>Ends a batch.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await csv.FlushAsync();
        await output.FlushAsync(cancellation);
    }

    public void Dispose() => csv.Dispose();
}
