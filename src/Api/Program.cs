using Parley.Api;

var builder = WebApplication.CreateBuilder(args);
builder.AddParley();

var app = builder.Build();
app.UseParley();

await app.RunAsync();
