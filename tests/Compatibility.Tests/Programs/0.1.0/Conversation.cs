using System.Text.Json;
using System.Threading.Channels;
using TypedWs;

namespace EarlierProgram;

/// <summary>Messages of every kind, in both directions.</summary>
internal static class Conversation
{
    public static async Task RunAsync(Uri uri, WireFormat format, CancellationToken cancellationToken)
    {
        var news = Channel.CreateUnbounded<string>();
        await using var client = new EarlierClient(new TypedWsClientOptions { Uri = uri, Format = format });
        client.OnNews((message, stop) => news.Writer.WriteAsync(message.Text, stop));
        client.OnQuestion((question, _) => ValueTask.FromResult(new Answer(question.Text + "!")));
        await client.ConnectAsync(cancellationToken);

        await client.SendEnterAsync("ada", cancellationToken);
        foreach (string expected in new[] { "to one", "to a group", "to all" })
            Compare("news", await news.Reader.ReadAsync(cancellationToken), expected);

        Catalogue sent = Catalogue.Sample;
        Catalogue received = await client.CatalogueAsync(sent, cancellationToken);
        Compare("catalogue", Print(received), Print(sent));

        await client.LeaveAsync(cancellationToken);
    }

    private static string Print(Catalogue catalogue) => JsonSerializer.Serialize(catalogue);

    private static void Compare(string subject, string actual, string expected)
    {
        if (actual != expected)
            throw new InvalidOperationException($"The {subject} came as {actual}, but {expected} was expected.");
    }
}
