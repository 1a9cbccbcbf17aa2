using System.Globalization;
using System.Security;
using System.Text;

namespace LoadTest.Reporting.Picture;

/// <summary>
/// Draws rows as bars that begin at 1×, on a scale where every doubling is as wide as the next. Needs no font and no file beside it; the colours follow the reader's light or
/// dark mode, on a ground of its own.
/// </summary>
internal static class SvgPicture
{
    private const int Width = 880;
    private const int Left = 330; // Where titles end.
    private const int Right = 740; // Behind it is room for what stands at the longest bar.
    private const int Top = 96;
    private const int RowHeight = 38;
    private const int BarHeight = 13;

    private const string Style = """
        <style>
          text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; fill: #1f2328 }
          .title { font-size: 17px; font-weight: 600 }
          .muted { fill: #59636e }
          .ground { fill: #ffffff; stroke: #d1d9e0 }
          .grid { stroke: #e4e8ec }
          .equal { stroke: #59636e }
          .messagepack { fill: #0969da }
          .json { fill: #d4730c }
          .direct { fill-opacity: 0.4 }
          @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc }
            .muted { fill: #9198a1 }
            .ground { fill: #0d1117; stroke: #3d444d }
            .grid { stroke: #262c36 }
            .equal { stroke: #9198a1 }
            .messagepack { fill: #4493f8 }
            .json { fill: #e8923a }
          }
        </style>
        """;

    public static string Draw(IReadOnlyList<PictureRow> rows)
    {
        int bottom = Top + (rows.Count * RowHeight);
        (int lowest, int highest) = Doublings(rows);
        var svg = new StringBuilder();
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{bottom + 34}\" viewBox=\"0 0 {Width} {bottom + 34}\" role=\"img\">");
        Line($"<title>TypedWs beside the best peer of the same format</title>");
        svg.Append(Style).Append('\n');
        Line($"<rect class=\"ground\" x=\"0.5\" y=\"0.5\" width=\"{Width - 1}\" height=\"{bottom + 33}\" rx=\"8\"/>");
        Text(20, 32, "title", "start", "TypedWs beside the best peer of the same format");
        Text(20, 54, "muted", "start", "How many times faster, or smaller, TypedWs is than the best peer, which is named. Left of 1× the peer is better. Each line doubles.");
        Legend(20, "messagepack", "MessagePack");
        Legend(130, "json", "JSON");
        Legend(200, "messagepack direct", "and in brackets: with direct sockets on the server");

        for (int doubling = lowest; doubling <= highest; doubling++)
        {
            double x = X(Math.Pow(2, doubling));
            Line($"<line class=\"{(doubling == 0 ? "equal" : "grid")}\" x1=\"{x:F1}\" y1=\"{Top - 6}\" x2=\"{x:F1}\" y2=\"{bottom}\"/>");
            Text(x, bottom + 18, "muted", "middle", string.Create(CultureInfo.InvariantCulture, $"{Math.Pow(2, doubling)}×"));
        }

        for (int i = 0; i < rows.Count; i++)
        {
            int y = Top + (i * RowHeight);
            Text(Left - 14, y + 20, "", "end", rows[i].Title);
            Bar(rows[i].MessagePack, "messagepack", y + 2);
            Bar(rows[i].Json, "json", y + 3 + BarHeight);
        }

        Line($"</svg>");
        return svg.ToString();

        double X(double ratio) => Left + ((Right - Left) * (Math.Log2(ratio) - lowest) / (highest - lowest));

        void Bar(PictureBar? bar, string format, int y)
        {
            if (bar is null)
                return;

            double start = X(Math.Min(bar.Ratio, 1));
            double end = X(Math.Max(bar.Ratio, 1));
            Line($"<rect class=\"{format}\" x=\"{start:F1}\" y=\"{y}\" width=\"{end - start:F1}\" height=\"{BarHeight}\"/>");
            if (bar.DirectRatio is { } direct)
            {
                double directEnd = Math.Max(X(direct), X(1));
                Line($"<rect class=\"{format} direct\" x=\"{X(1):F1}\" y=\"{y}\" width=\"{directEnd - X(1):F1}\" height=\"{BarHeight}\"/>");
                end = Math.Max(end, directEnd);
            }

            string ratios = bar.DirectRatio is { } second ? $"{Numbers.Format(bar.Ratio, 2)}× ({Numbers.Format(second, 2)}×)" : $"{Numbers.Format(bar.Ratio, 2)}×";
            Text(end + 6, y + 11, "", "start", $"{ratios} {bar.Peer}");
        }

        void Legend(int x, string format, string title)
        {
            Line($"<rect class=\"{format}\" x=\"{x}\" y=\"66\" width=\"{BarHeight}\" height=\"{BarHeight}\"/>");
            Text(x + 20, 77, "", "start", title);
        }

        void Text(double x, int y, string style, string anchor, string text)
            => Line($"<text class=\"{style}\" x=\"{x:F1}\" y=\"{y}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(text)}</text>");

        void Line(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>The powers of two between which all ratios lie, 1× and the one below among them.</summary>
    private static (int Lowest, int Highest) Doublings(IReadOnlyList<PictureRow> rows)
    {
        double[] logs = [.. rows.SelectMany(row => new[] { row.MessagePack, row.Json }).OfType<PictureBar>().SelectMany(bar => new[] { Math.Log2(bar.Ratio), Math.Log2(bar.Best) })];
        return (Math.Min(-1, (int)Math.Floor(logs.Min())), Math.Max(1, (int)Math.Ceiling(logs.Max())));
    }
}
