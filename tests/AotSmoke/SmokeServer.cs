using AotSmoke.Contracts;
using TypedWs;

namespace AotSmoke;

/// <summary>Sends everything back, and asks once itself.</summary>
public sealed class SmokeServer : ISmokeServerHandler
{
    public async ValueTask OnHelloAsync(Hello message, SmokeSession session, CancellationToken cancellationToken)
    {
        Name name = await session.WhoAreYouAsync(cancellationToken);
        session.Features.Set(message);
        session.JoinGroup(name.Text);
    }

    public ValueTask OnRefuseAsync(Refuse message, SmokeSession session, CancellationToken cancellationToken)
        => throw new RemoteException<Refused>("Refused.", new Refused(message.Count));

    public ValueTask<Numbers> OnNumbersAsync(Numbers message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<Texts> OnTextsAsync(Texts message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<Times> OnTimesAsync(Times message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<Binaries> OnBinariesAsync(Binaries message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<Enums> OnEnumsAsync(Enums message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<JsonValues> OnJsonValuesAsync(JsonValues message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<Lists> OnListsAsync(Lists message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<ImmutableLists> OnImmutableListsAsync(ImmutableLists message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<OtherLists> OnOtherListsAsync(OtherLists message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<Maps> OnMapsAsync(Maps message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<Keys> OnKeysAsync(Keys message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<Composed> OnComposedAsync(Composed message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<Polymorphic> OnPolymorphicAsync(Polymorphic message, SmokeSession session, CancellationToken cancellationToken) => new(message);

    public ValueTask<Attributed> OnAttributedAsync(Attributed message, SmokeSession session, CancellationToken cancellationToken) => new(message);
}
