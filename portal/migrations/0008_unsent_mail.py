import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0007_normalised_addresses'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnsentMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('template', models.CharField(max_length=100)),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('site', models.CharField(max_length=200)),
                ('values', models.JSONField(default=dict)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('due', models.DateTimeField(db_index=True)),
                ('tries', models.PositiveSmallIntegerField(default=1)),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('template', 'email'), name='portal_unsentmail_unique', violation_error_message='This message is kept already.')],
            },
        ),
    ]
