from django.db import migrations

import portal.email_addresses


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0005_rate_limit_count'),
    ]

    operations = [
        migrations.AlterField(
            model_name='user',
            name='email',
            field=portal.email_addresses.EmailAddressField(max_length=254, unique=True, verbose_name='e-mail address'),
        ),
    ]
