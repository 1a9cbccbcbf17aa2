using TypedWs.AspNetCore.Tests;

namespace TypedWs.Hosting.Tests;

/// <summary>Injects the client whose messages it handles, and answers through it.</summary>
public sealed class EchoingHandler(LabClient client) : LabClientHandler
{
    public override ValueTask OnPublishedAsync(Published message, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override async ValueTask<Answer> OnQuestionAsync(Question message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new Answer((await client.EchoAsync(message.Text, cancellationToken: cancellationToken)).Text);
    }
}
