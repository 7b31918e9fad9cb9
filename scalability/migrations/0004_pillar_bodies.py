from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('careers', '0007_source_review'),
        ('scalability', '0003_ties'),
    ]

    operations = [
        migrations.AddField(
            model_name='pillar',
            name='body',
            field=models.TextField(blank=True, help_text='Markdown.', verbose_name='more about it'),
        ),
        migrations.AddField(
            model_name='pillar',
            name='references',
            field=models.ManyToManyField(blank=True, related_name='pillars', to='careers.source'),
        ),
    ]
