namespace EarlierProgram;

/// <summary>Sends the catalogue back, greets, and asks.</summary>
public sealed class EarlierServer(EarlierSessions sessions) : IEarlierServerHandler
{
    public ValueTask<Catalogue> OnCatalogueAsync(Catalogue message, EarlierSession session, CancellationToken cancellationToken) => new(message);

    public async ValueTask OnEnterAsync(Enter message, EarlierSession session, CancellationToken cancellationToken)
    {
        Answer answer = await session.QuestionAsync(message.Name, cancellationToken);
        session.JoinGroup(answer.Text);
        await session.SendNewsAsync("to one", cancellationToken);
        await sessions.Group(answer.Text).SendNewsAsync("to a group", cancellationToken);
        await sessions.All.SendNewsAsync("to all", cancellationToken);
    }

    public ValueTask OnLeaveAsync(Leave message, EarlierSession session, CancellationToken cancellationToken) => default;
}
