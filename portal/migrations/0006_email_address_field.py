from django.db import migrations

import portal.core.accounts.email_addresses


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0005_rate_limit_count'),
    ]

    operations = [
        migrations.AlterField(
            model_name='user',
            name='email',
            field=portal.core.accounts.email_addresses.EmailAddressField(error_messages={'unique': 'There is an account with this e-mail address already.'}, max_length=254, unique=True, verbose_name='e-mail address'),
        ),
    ]
