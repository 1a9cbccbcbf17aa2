namespace Quickstart;

/// <summary>Handles the messages of one client; every client has its own.</summary>
internal sealed class ChatServer(ChatSessions sessions) : IChatServerHandler
{
    private string _user = "somebody";

    public ValueTask<Joined> OnJoinAsync(Join join, ChatSession session, CancellationToken cancellationToken)
    {
        _user = join.User;
        session.Items["user"] = join.User;
        return ValueTask.FromResult(new Joined([.. sessions.Select(s => s.Items["user"]).OfType<string>().Order()]));
    }

    public async ValueTask OnSayAsync(Say say, ChatSession session, CancellationToken cancellationToken)
        => await sessions.All.SendSaidAsync(new Said(_user, say.Text, DateTimeOffset.UtcNow), cancellationToken);
}
