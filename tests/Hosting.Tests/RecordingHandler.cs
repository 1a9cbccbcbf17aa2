using System.Threading.Channels;
using TypedWs.AspNetCore.Tests;

namespace TypedWs.Hosting.Tests;

/// <summary>Keeps what the server publishes.</summary>
public class RecordingHandler : LabClientHandler
{
    public Channel<string> Published { get; } = Channel.CreateUnbounded<string>();

    public override ValueTask OnPublishedAsync(Published message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Published.Writer.WriteAsync(message.Text, cancellationToken);
    }

    public override ValueTask<Answer> OnQuestionAsync(Question message, CancellationToken cancellationToken) => ValueTask.FromResult(new Answer("recorded"));
}
