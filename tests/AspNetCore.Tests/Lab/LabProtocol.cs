namespace TypedWs.AspNetCore.Tests;

/// <summary>The protocol of these tests: a message for each thing that a server does.</summary>
[Protocol("lab", Version = 2)]
public sealed partial class LabProtocol;
