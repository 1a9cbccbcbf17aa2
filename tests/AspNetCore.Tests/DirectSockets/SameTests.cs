using TypedWs.AspNetCore.Tests.Conversations;
using TypedWs.AspNetCore.Tests.Handshake;
using TypedWs.AspNetCore.Tests.Hosting;
using TypedWs.AspNetCore.Tests.Hostile;

// What holds for Kestrel's transport holds for this one. With TYPEDWS_DIRECT_SOCKETS=1 all tests run over it.
namespace TypedWs.AspNetCore.Tests.DirectSockets;

public sealed class DirectBadInputTests : BadInputTests, IOnDirectSockets;

public sealed class DirectCompressionTests : CompressionTests, IOnDirectSockets;

public sealed class DirectDrainTests : DrainTests, IOnDirectSockets;

[Collection(nameof(HostileClientTests))]
public sealed class DirectHostileClientTests : HostileClientTests, IOnDirectSockets;

public sealed class DirectKeepAliveTests : KeepAliveTests, IOnDirectSockets;

public sealed class DirectLifetimeTests : LifetimeTests, IOnDirectSockets;

public sealed class DirectPerMessageTests : PerMessageTests, IOnDirectSockets;

public sealed class DirectShutdownTests : ShutdownTests, IOnDirectSockets;

public sealed class DirectStreamTests : StreamTests, IOnDirectSockets;

public sealed class DirectUpgradeTests : UpgradeTests, IOnDirectSockets;
